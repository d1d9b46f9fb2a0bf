package provider

import "strings"

// Quiet keeps what nobody reads from being written, unless the environment
// ("NAME=value") asks for a log in any way: by TF_LOG, TF_LOG_PROVIDER,
// TF_LOG_SDK or another of their kind. The error is that of setenv; the log then
// stays as it is.
//
// By themselves the framework and the provider log every step of every call, and
// the CLI takes each line apart before it drops it: a fifth of the time of a plan.
func Quiet(environment []string, setenv func(name, value string) error) error {
	for _, variable := range environment {
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "TF_LOG") && value != "" {
			return nil
		}
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER"} {
		if err := setenv(name, "ERROR"); err != nil {
			return err
		}
	}
	return nil
}
