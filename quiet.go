package main

import (
	"log"
	"os"
	"strings"
)

// logWanted reports whether the user has asked for a log in any way, by TF_LOG,
// TF_LOG_PROVIDER, TF_LOG_SDK or another of their kind.
func logWanted(environment []string) bool {
	for _, variable := range environment {
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "TF_LOG") && value != "" {
			return true
		}
	}
	return false
}

// quiet keeps what nobody reads from being written. By themselves the framework
// and the provider log every step of every call; the CLI takes each line apart
// and drops it where no log was asked for. That is a fifth of the time of a plan.
func quiet() {
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER"} {
		if err := os.Setenv(name, "ERROR"); err != nil {
			log.Print(err) // The log stays as it is.
		}
	}
}
