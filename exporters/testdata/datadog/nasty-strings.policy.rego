# A rule for Datadog Cloud Security, for resources of the type
# aws_cognito_user_pool: it flags the pools that stray from the reviewed settings.
#
# Made by Poolsmith. To make it again: poolsmith export -f datadog -i DRAFT
#
# Some of the pool is beyond the rule:
#
#   CreateUserPool.EmailVerificationMessage
#   (VerificationMessageTemplate says another, and Cognito keeps one text for both)
#   CreateUserPool.IssuerConfiguration.Type
#   (Datadog's catalogue has no field for it)

package datadog

import data.datadog.output as dd_output

import future.keywords.contains
import future.keywords.every
import future.keywords.if
import future.keywords.in

# The ids of the pools that the rule is for; all pools while there is none.
pool_ids := []

reviewed := {
	"name": "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\nJSON\n",
	"email_configuration": {
		"from": "no",
		"reply_to_email_address": "@x",
		"configuration_set": "007",
	},
	"sms_configuration": {
		"sns_caller_arn": "arn:aws:iam::123456789012:role/${aws:username}",
		"external_id": "1e3",
	},
	"verification_message_template": {
		"email_subject": "%{ for x in y }\t\u2028",
		"email_message": "<p>Hello ${name},</p>\n\n  <b>{####}</b> costs 5% {\n$(touch pwned) %{y}\n",
		"email_subject_by_link": "\u001b]0;title\u0007",
		"email_message_by_link": "first\n  {##here##} \"quoted\" \\n\nlast",
		"sms_message": "{####}\nJSON\nEOT\n'\"`!",
	},
	"admin_create_user_config": {
		"invite_message_template": {
			"email_subject": "é",
			"email_message": "a\r\nb",
		},
	},
	"user_pool_tags": {
		"": "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
		"\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": "-",
		"\ta\nb": "@x",
		"\nJSON\n": "1.",
		"\nfirst": "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
		" ": "\udbff\udffd\ue000",
		"  first\nsecond": "it's \"quoted\" and \\back\\slashed\\n",
		"!": "é composed late",
		"\"": "日本語\nの文\n",
		"\"; touch pwned; \"": "two\nlines\n",
		"#": "שלום עולם",
		"# comment\n# another\n": "a: b",
		"$": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
		"$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": "many\n\n\n",
		"${key}": "c",
		"${x} %{ if y } $${x} %%{y} $$${z} $ { %%": "\nfirst",
		"%": "مرحبا",
		"&x": "a\n \nb",
		"'": "�",
		"'\"'\"'; touch pwned #": "two\nlines",
		"'; touch pwned; '": "blank\n\nline\n",
		"*x": "a\n\tb",
		"+1": "No",
		"-": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
		"- a": "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>",
		"---\na\n...\n": "? a",
		"-.inf": ".nan",
		"-0": "yes",
		".5": "{\nJSON\ntouch pwned\n",
		".nan": "-.inf",
		"007": "null",
		"0b1": "true",
		"0o17": "off",
		"0x1F": "False",
		"1.": "\nJSON\n",
		"190:20:30.15": "y",
		"1:30": "n",
		"1_000": "ON",
		"1e3": "NULL",
		"2001-12-14": "a\n  EOT  \nb\n",
		"2001-12-14t21:59:43.10-05:00": "a\nEOT\nb",
		"<<": "\u2028 \u2029",
		"<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "- a",
		"=": "\u00a0\u200b\ufeff",
		">": "first\n  second",
		"? a": "---\na\n...\n",
		"@x": "\ta\nb",
		"False": "0x1F",
		"NULL": "1e3",
		"No": "+1",
		"ON": "1_000",
		"\\": "́",
		"`": "a\ńb",
		"a\n\tb": "*x",
		"a\n \nb": "&x",
		"a\n  EOT  \nb\n": "2001-12-14",
		"a\nEOT\nb": "2001-12-14t21:59:43.10-05:00",
		"a\ńb": "`",
		"a\r\nb\r": "a #b",
		"a #b": "a\r\nb\r",
		"a:": "tab\there",
		"a: b": "# comment\n# another\n",
		"blank\n\nline\n": "'; touch pwned; '",
		"é composed late": "!",
		"first\n  second": ">",
		"first \nsecond": "|",
		"for": "for",
		"it's \"quoted\" and \\back\\slashed\\n": "  first\nsecond",
		"long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
		"many\n\n\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
		"my key": "b",
		"my-key": "a",
		"n": "1:30",
		"null": "007",
		"off": "0o17",
		"tab\there": "a:",
		"true": "0b1",
		"two\nlines": "'\"'\"'; touch pwned #",
		"two\nlines\n": "\"; touch pwned; \"",
		"y": "190:20:30.15",
		"yes": "-0",
		"{\nJSON\ntouch pwned\n": ".5",
		"|": "first \nsecond",
		"~": "\u202eright to left\u202c",
		"\u00a0\u200b\ufeff": "=",
		"́": "\\",
		"ключ": "d",
		"שלום עולם": "#",
		"مرحبا": "%",
		"\u2028 \u2029": "<<",
		"\u202eright to left\u202c": "~",
		"日本語\nの文\n": "\"",
		"�": "'",
		"😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "$",
		"\udbff\udffd\ue000": " ",
	},
}

eval(pool) := "skip" if {
	count(pool_ids) > 0
	not pool.id in pool_ids
} else := "pass" if {
	count(strayed(pool)) == 0
} else := "fail"

# strayed holds the paths of the settings that are not as reviewed.
strayed(pool) := {path |
	walk(reviewed, [path, wanted])
	is_setting(path, wanted)
	not as_reviewed(path, wanted, object.get(pool, path, null))
}

is_setting(path, wanted) if {
	not is_object(wanted)
	every step in path { is_string(step) }
}

as_reviewed(_, wanted, found) if wanted == found

# Lists have no order, and an empty one may be missing.
as_reviewed(_, wanted, found) if {
	is_array(found)
	{item | some item in wanted} == {item | some item in found}
}

as_reviewed(_, [], null) := true

# A pool has more attributes than were asked for, and says more of each.
as_reviewed(["schema_attributes"], wanted, found) if {
	every attribute in wanted {
		some candidate in found
		object.subset(candidate, attribute)
	}
}

results contains result if {
	some pool in input.resources[input.main_resource_type]
	result := dd_output.format(pool, eval(pool))
}
