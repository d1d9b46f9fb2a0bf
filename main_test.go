package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestOnlyTheFirstCollectionComesLater(t *testing.T) {
	usual := debug.SetGCPercent(70)
	defer debug.SetGCPercent(usual)
	restored := collectLater()
	if now := debug.SetGCPercent(200); now != 200 {
		t.Errorf("%d percent before the first collection", now)
	}
	runtime.GC()
	<-restored
	if now := debug.SetGCPercent(usual); now != 70 {
		t.Errorf("%d percent after it", now)
	}
}
