// Package message has the words of every diagnostic, in English and Japanese.
//
// A function returns what to say about one situation as a [Message], or as a
// [rules.Text] where the words are part of another message or of the error of a
// function. It takes plain values and the typed errors of the domain packages,
// decides nothing, and imports nothing of the provider:
//
//	message.Value("host", err).AddTo(diags, language, "host")
//
// The summary says what is wrong. The detail says first what to do, then why, then
// what it is about. What is to be copied, such as a block, is on lines of its own that
// begin with two spaces, which Terraform does not wrap. A raw answer of the API is
// last. The attribute is the one to change; an error about a setting that can contain
// a secret names none.
//
// A message that comes from a rule ends with the rule, how to set it, and the address of
// its page, whoever reports it; what is to be said of the run comes before that. Every
// other message goes without an address: the guide Troubleshooting has a heading for its
// summary, and the control panel's address is given where something has to be done there.
//
// What comes from outside, such as a line of a zone, passes through say, which
// makes it fit for a terminal.
package message
