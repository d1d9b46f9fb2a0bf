// Package functions has the provider's functions and the data sources. They are
// together because they give the same results: a function of a zone's text, a data
// source of the zone as it is.
//
// A function is pure: it works out its result with a package of the domain (intent,
// zonefile, importgen, mailroute, mailauth, rules) and turns that package's errors
// into the error of an argument.
package functions
