// Package intent turns what people want of their mail into the records that
// say so: one intent, "which mail goes where", is one setting (FAQ Q10).
//
// The contract: Records is a pure function. Its records are those that the FAQ
// sets on the DNS service in question, they trip no rule about mail, and
// package mailroute, asked about them, gives the intents back. What the service
// can't do is a *ServiceError and what makes no sense on any service an
// *IntentError; neither is ever met halfway.
//
// Set is the same for a whole setup: presets of mail services, the texts about
// sending, and domains without mail; its errors are *SetupError too. All facts
// about services are in preset_table.go, with their sources.
package intent
