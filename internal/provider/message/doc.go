// Package message has the words of every diagnostic, in English and Japanese.
//
// A function returns what to say about one situation as a [Message], or as a
// [rules.Text] where the words are part of another message or of the error of a
// function. It takes plain values and the typed errors of the domain packages,
// decides nothing, and imports nothing of the provider:
//
//	message.Value("host", err).AddTo(diags, language, "host")
//
// A message says first what to do, then what is wrong and where. What comes from
// outside, such as a line of a zone, passes through say, which makes it fit for
// a terminal.
package message
