package model
import ("testing";"fmt")
func TestZZ(t *testing.T){
 show:=func(n string,p *Pool){ fmt.Println("==",n); for _,f:=range Check(p){ fmt.Printf("%-8v %s %v\n    %s\n    -> %s\n",f.Severity,f.Rule,f.Settings,f.Message,f.Fix)}}
 for _,n:=range []string{"sample-request.json","largest.json"}{show(n,readFile(t,n).Pool)}
 for _,p:=range Presets{show(p.Name,LoadPreset(p.Name))}
 show("newuser", readPool(t, `{"CreateUserPool":{"PoolName":"p","UserPoolTier":"LITE"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","EmailMfaConfiguration":{}}}`).Pool)
 var n int; for _,r:=range Rules{ if r.Check!=nil{n++}}; fmt.Println(n, len(Rules))
}
