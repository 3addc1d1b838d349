package exporters

import (
	"slices"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

func TestNamesOfOperations(t *testing.T) {
	for operation, want := range map[string]struct {
		kebab string
		short []string
	}{
		"CreateUserPool":              {"create-user-pool", []string{"create", "pool"}},
		"SetUserPoolMfaConfig":        {"set-user-pool-mfa-config", []string{"set", "mfa"}},
		"CreateUserPoolClient":        {"create-user-pool-client", []string{"create", "client"}},
		"SetUICustomization":          {"set-ui-customization", []string{"set", "ui", "customization"}},
		"CreateManagedLoginBranding":  {"create-managed-login-branding", []string{"create", "managed", "login", "branding"}},
		"SetLogDeliveryConfiguration": {"set-log-delivery-configuration", []string{"set", "log", "delivery", "configuration"}},
	} {
		if got := kebab(operation); got != want.kebab {
			t.Errorf("%s is %s in the AWS CLI, want %s", operation, got, want.kebab)
		}
		if got := shortWords(operation); !slices.Equal(got, want.short) {
			t.Errorf("%s is %v in short, want %v", operation, got, want.short)
		}
	}
}

// TestOperationsGiveOneValue guards the bash script, which keeps the output of a
// command in one variable.
func TestOperationsGiveOneValue(t *testing.T) {
	for _, o := range model.Operations {
		if len(o.Gives) > 1 {
			t.Errorf("%s gives %v", o.Name, o.Gives)
		}
	}
}
