package main

import (
	"reflect"
	"testing"
)

func TestTheDemoSpeaksTheLanguageOfTheProvider(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		env  map[string]string
		want string
	}{
		"nothing is set":                {nil, "en"},
		"the provider's variable":       {map[string]string{"VALUEDOMAIN_LANGUAGE": "ja", "LANG": "en_US.UTF-8"}, "ja"},
		"the locale":                    {map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		"a variable that means it":      {map[string]string{"VALUEDOMAIN_LANGUAGE": "auto", "LC_ALL": "ja_JP.UTF-8"}, "ja"},
		"the variable before the local": {map[string]string{"VALUEDOMAIN_LANGUAGE": "en", "LANG": "ja_JP.UTF-8"}, "en"},
		"the C locale before LANG":      {map[string]string{"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := languageOf(func(name string) string { return test.env[name] }); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func TestEveryWordOfTheDemoIsInBothLanguages(t *testing.T) {
	t.Parallel()
	en, ja := reflect.ValueOf(wordsIn("en")), reflect.ValueOf(wordsIn("ja"))
	for i := range en.NumField() {
		if en.Field(i).String() == "" || ja.Field(i).String() == "" || en.Field(i).String() == ja.Field(i).String() {
			t.Errorf("%s: %q, %q", en.Type().Field(i).Name, en.Field(i), ja.Field(i))
		}
	}
}
