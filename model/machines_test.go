package model

import "testing"

func TestMachinesAreNoUsers(t *testing.T) {
	for _, preset := range Presets {
		want := preset.Name == "machine-to-machine"
		if got := LoadPreset(preset.Name).IsForMachines(); got != want {
			t.Errorf("%s: %v", preset.Name, got)
		}
	}
	people := LoadPreset("machine-to-machine")
	people.CreateUserPool.UsernameAttributes = []string{"email"}
	if people.IsForMachines() {
		t.Error("a pool with sign-in by email has users")
	}
}
