package model

// IsForMachines reports whether a pool can have no users who sign in: only an
// administrator makes accounts, nobody but an administrator recovers one, and
// no name, factor or address to sign in with was chosen. Such a pool serves the
// client credentials flow alone.
func (p *Pool) IsForMachines() bool {
	c := &p.CreateUserPool
	return c.AdminCreateUserConfig != nil && deref(c.AdminCreateUserConfig.AllowAdminCreateUserOnly) &&
		p.recoversByAdminOnly() &&
		p.MfaMode() == Off &&
		len(c.UsernameAttributes) == 0 && len(c.AliasAttributes) == 0 && len(c.AutoVerifiedAttributes) == 0 &&
		(c.Policies == nil || c.Policies.SignInPolicy == nil)
}

func (p *Pool) recoversByAdminOnly() bool {
	r := p.CreateUserPool.AccountRecoverySetting
	return r != nil && len(r.RecoveryMechanisms) == 1 && deref(r.RecoveryMechanisms[0].Name) == "admin_only"
}
