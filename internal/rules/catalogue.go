package rules

import "slices"

// Catalogue returns every rule in the order of documentation.
func Catalogue() []Rule {
	return []Rule{
		mxTargetMissingDot(),
		mxTargetStrayDot(),
		mxTargetIsAddress(),
		targetMissingDot(),
		targetIsAddress(),
		mxWildcardAll(),
		simpleDNSMXE(),
		simpleDNSMXHost(),
		simpleDNSForwarding(),
		simpleDNSCatchAll(),
		mxePriority(),
		ttlBelowMinimum(),
		duplicateRecord(),
		hostAddressConflict(),
		cnameCoexists(),
		mxTargetIsCNAME(),
		mxTargetNoAddress(),
		mxTargetWildcardAddress(),
		mailHostPrivateAddress(),
		nullMXWithOthers(),
		mxeSingleServer(),
		mxeWithMX(),
		forwardingWithMailServer(),
		forwardingRecordOverridden(),
		secondarySameServer(),
		secondarySamePriority(),
		priorityStep(),
		xreaSecondary(),
		mailOutage(),
		spfMultiple(),
		spfSyntax(),
		spfTooManyLookups(),
		spfPassAll(),
		spfNoAll(),
		spfPTR(),
		spfMissing(),
		dmarcMissing(),
		dmarcSyntax(),
		dmarcMultiple(),
		dmarcPolicyNone(),
		dkimSyntax(),
		dkimWeakKey(),
		dkimRevoked(),
		mtaSTSSyntax(),
		mtaSTSNoHost(),
		tlsRPTSyntax(),
		bimiSyntax(),
		senderNotCovered(),
		dmarcReportElsewhere(),
		parkedDomainOpen(),
		mxOmitted(),
		sharedFate(),
		foreignMailHost(),
		mxTargetUnresolved(),
	}
}

// Lookup returns the rule of that id.
func Lookup(id string) (Rule, bool) {
	catalogue := Catalogue()
	at := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id })
	if at < 0 {
		return Rule{}, false
	}
	return catalogue[at], true
}
