// Package intent turns what people want of their mail into the records that
// say so: one intent, "which mail goes where", is one setting (FAQ Q10).
//
// The contract: Set is a pure function. The records of intents are those that the FAQ
// sets on the DNS service in question, they trip no rule about mail, and package
// mailroute, asked about them, gives the intents back. What the service can't do is a
// *ServiceError, what makes no sense on any service an *IntentError, and what is wrong
// with a preset or a text about sending a *SetupError; none is ever met halfway.
//
// All facts about mail services are in preset_table.go, with their sources.
package intent
