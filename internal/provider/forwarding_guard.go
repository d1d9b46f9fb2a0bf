package provider

import (
	"context"
	"fmt"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// forwardGuardError tells that a guard stopped the work on a mail forwarding:
// the list is written whole as a zone is, so the same is refused.
type forwardGuardError struct {
	Guard  zonesync.Guard
	Domain string
	// Found is what the guard saw, in short.
	Found string
	// Written tells that it was the answer to a write.
	Written bool
}

func (e *forwardGuardError) Error() string {
	return fmt.Sprintf("mail forwarding of %s: guard %s: %s", e.Domain, e.Guard, e.Found)
}

// fewForwards is how many forwards there must have been before the loss of half
// of them says anything.
const fewForwards = 4

// guardDomain refuses the list of another domain.
func (l *forwardList) guardDomain(ctx context.Context, all valuedomain.Forwarding, written bool) error {
	if zone.NewOrigin(all.Domain).String() == l.domain {
		return nil
	}
	return l.refuse(ctx, l.known, all.List, &forwardGuardError{zonesync.GuardWrongDomain, l.domain, all.Domain, written})
}

// guardShrunk refuses a list that has lost more than half since it was read
// last.
func (l *forwardList) guardShrunk(ctx context.Context, known, found []valuedomain.Forward) error {
	if len(known) < fewForwards || len(found)*2 >= len(known) {
		return nil
	}
	return l.refuse(ctx, known, found, &forwardGuardError{zonesync.GuardShrunkZone, l.domain, fmt.Sprintf("%d → %d", len(known), len(found)), false})
}

// guardAnswer refuses an answer to a write that shows something else than what
// was sent.
func (l *forwardList) guardAnswer(ctx context.Context, sent []valuedomain.Forward, answer valuedomain.Forwarding) error {
	if err := l.guardDomain(ctx, answer, true); err != nil {
		return err
	}
	if sameForwards(sent, answer.List) {
		return nil
	}
	return l.refuse(ctx, sent, answer.List, &forwardGuardError{zonesync.GuardAlteredWrite, l.domain, fmt.Sprintf("%d → %d", len(sent), len(answer.List)), true})
}

// refuse returns the error, unless its guard is overridden.
func (l *forwardList) refuse(ctx context.Context, before, found []valuedomain.Forward, err *forwardGuardError) error {
	overridden := l.allow[err.Guard]
	l.log.DebugContext(ctx, "a guard refuses the mail forwarding", "domain", l.domain, "guard", string(err.Guard),
		"overridden", overridden, "before", fmt.Sprint(before), "found", fmt.Sprint(found))
	if overridden {
		return nil
	}
	return err
}

// forget goes back to the list before one that was refused, so that the next
// one is compared with that.
func (l *forwardList) forget(known []valuedomain.Forward) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known = known
}

func forwardGuardMessage(e *forwardGuardError) message {
	m := message{
		Summary: say("The mail forwarding looks damaged, so nothing was written", "メール転送の様子がおかしいため、書き込みを中止しました"),
		Detail: say("The list of forwards of %[1]s has lost more than half of its entries since it was read last (%[2]s). Look at it in the control panel before running again.",
			"%[1]s の転送の一覧は、前に読み取ったときの半分より少なくなっています（%[2]s）。コントロールパネルで確認してからやり直してください。", e.Domain, e.Found),
	}
	if e.Guard == zonesync.GuardWrongDomain {
		m.Detail = say("The forwards of %[1]s were asked for, and those of %[2]q came. Run again later.",
			"%[1]s の転送を読み取ろうとしたところ、%[2]q の転送が返されました。時間をおいてやり直してください。", e.Domain, e.Found)
	}
	if e.Written {
		m.Summary = say("The API stored something else than was sent", "送った内容と異なる内容が保存されました")
		m.Detail = say("The forwards of %[1]s were written, and the answer shows others (%[2]s). Look at them in the control panel before running again.",
			"%[1]s の転送を書き込みましたが、応答の内容が異なります（%[2]s）。コントロールパネルで確認してからやり直してください。", e.Domain, e.Found)
	}
	return m.overridable(e.Guard)
}
