package main

import (
	"sync"

	"github.com/poolsmith/poolsmith/tui"
)

// inParallel calls f for 0 to n-1 at the same time and waits for all of them. It
// panics if a call did, so that the caller can recover.
func inParallel(n int, f func(i int)) {
	var waiting sync.WaitGroup
	crashes := make([]*tui.Crash, n)
	for i := range n {
		waiting.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					crashes[i] = tui.NewCrash(r)
				}
			}()
			f(i)
		})
	}
	waiting.Wait()
	for _, crash := range crashes {
		if crash != nil {
			panic(crash)
		}
	}
}
