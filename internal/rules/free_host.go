package rules

import "strconv"

// freeHost returns a host name for a mail server that nothing in the zone
// uses, as far as the zone is known: "mail", "mail2" and so on.
func (c Case) freeHost() string {
	host := "mail"
	if c.Zone == nil {
		return host
	}
	for i := 2; len(c.Zone.At(c.Origin.FQDN(host))) > 0; i++ {
		host = "mail" + strconv.Itoa(i)
	}
	return host
}
