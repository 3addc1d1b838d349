package model
import ("testing";"fmt";"sort";"time")
func TestZZTime(t *testing.T){
 f:=readFile(t,"largest.json")
 type r struct{id string; d time.Duration}
 var rs []r
 var tot time.Duration
 for i:=range Rules{ if Rules[i].Check==nil{continue}
  best:=time.Hour
  for k:=0;k<30;k++{ s:=time.Now(); for j:=0;j<100;j++{Rules[i].Check(f)}; if d:=time.Since(s)/100; d<best{best=d}}
  rs=append(rs,r{Rules[i].ID,best}); tot+=best }
 sort.Slice(rs,func(a,b int)bool{return rs[a].d>rs[b].d})
 fmt.Println("total",tot); for _,x:=range rs[:25]{fmt.Println(x.d,x.id)}
 best:=time.Hour
 for k:=0;k<100;k++{ s:=time.Now(); for j:=0;j<20;j++{checkLimits(f.Pool)}; if d:=time.Since(s)/20; d<best{best=d}}
 fmt.Println("limits",best)
 best=time.Hour
 for k:=0;k<100;k++{ s:=time.Now(); for j:=0;j<20;j++{Check(f.Pool)}; if d:=time.Since(s)/20; d<best{best=d}}
 fmt.Println("check",best)
}
