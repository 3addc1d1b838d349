package main

import (
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// A pool that was created from a request is recognized by its description,
// including the defaults of the service; one from another request is not.
func TestCreatedPoolIsEqual(t *testing.T) {
	isolateEnvironment(t)
	for _, preset := range model.Presets {
		client, stop, err := sandboxClient(sandboxRegion)
		if err != nil {
			t.Fatal(err)
		}
		draft := model.LoadPreset(preset.Name)
		draft.CreateUserPool.PoolName = new("shop " + preset.Name)
		create := draft.Calls()[0].Pool() // as it is when the second call was not made
		made, err := client.Submit(t.Context(), create, cognito.Watch{})
		if err != nil {
			t.Fatalf("%s: %v", preset.Name, err)
		}
		found, err := client.FindCreated(t.Context(), draft, nil)
		if err != nil || len(found) != 1 || found[0].ID != made.ID || !found[0].Equal || found[0].ARN != made.ARN {
			t.Errorf("%s: %+v, %v", preset.Name, found, err)
		}
		draft.CreateUserPool.UserPoolTags = map[string]string{"team": "other"}
		if found, err := client.FindCreated(t.Context(), draft, nil); err != nil || len(found) != 1 || found[0].Equal || len(found[0].Differs) == 0 {
			t.Errorf("%s with other tags: %+v, %v", preset.Name, found, err)
		}
		if found, err := client.FindCreated(t.Context(), draft, []string{made.ID}); err != nil || len(found) != 0 {
			t.Errorf("%s, known: %+v, %v", preset.Name, found, err)
		}
		stop()
	}
}
