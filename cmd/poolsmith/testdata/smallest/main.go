// The smallest full-screen Bubble Tea program, to measure the wizard against.
package main

import tea "charm.land/bubbletea/v2"

type model struct{}

func (m model) Init() tea.Cmd                       { return tea.RequestBackgroundColor }
func (m model) Update(tea.Msg) (tea.Model, tea.Cmd) { return m, nil }
func (m model) View() tea.View                      { v := tea.NewView("What do you want?"); v.AltScreen = true; return v }

func main() { tea.NewProgram(model{}).Run() }
