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
		"\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": ">",
		"\ta\nb": "'\"'\"'; touch pwned #",
		"\nJSON\n": "a\n \nb",
		"\nfirst": "n",
		" ": "\u0600key",
		"  first\nsecond": "y",
		"!": "key͏",
		"\"": "k️",
		"\"; touch pwned; \"": "a\r\nb\r",
		"#": "\ufeffkey",
		"# comment\n# another\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
		"$": "͏",
		"$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": "# comment\n# another\n",
		"${key}": "c",
		"${x} %{ if y } $${x} %%{y} $$${z} $ { %%": "---\na\n...\n",
		"%": "key\ufeff",
		"&x": "\u00a0\u200b\ufeff",
		"'": "\u180ekey",
		"'\"'\"'; touch pwned #": "\ta\nb",
		"'; touch pwned; '": "tab\there",
		"*x": "\u202eright to left\u202c",
		"+1": "007",
		"-": "日本語\nの文\n",
		"- a": "́",
		"---\na\n...\n": "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
		"-.inf": "1:30",
		"-0": "1e3",
		".5": "true",
		".nan": "190:20:30.15",
		"007": "+1",
		"0b1": "0o17",
		"0o17": "0b1",
		"0x1F": "1_000",
		"1.": "False",
		"190:20:30.15": ".nan",
		"1:30": "-.inf",
		"1_000": "0x1F",
		"1e3": "-0",
		"2001-12-14": "NULL",
		"2001-12-14t21:59:43.10-05:00": "null",
		"<<": "�",
		"<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "it's \"quoted\" and \\back\\slashed\\n",
		"=": "\udbff\udffd\ue000",
		">": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
		"? a": "a\ńb",
		"@x": "שלום עולם",
		"False": "1.",
		"NULL": "2001-12-14",
		"No": "blank\n\nline\n",
		"ON": "two\nlines\n",
		"\\": "\u200dkey",
		"`": "ke\u00ady",
		"a\n\tb": "{\nJSON\ntouch pwned\n",
		"a\n \nb": "\nJSON\n",
		"a\n  EOT  \nb\n": "first\n  second",
		"a\nEOT\nb": "first \nsecond",
		"a\ńb": "? a",
		"a\r\nb\r": "\"; touch pwned; \"",
		"a #b": "مرحبا",
		"a:": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
		"a: b": "é composed late",
		"blank\n\nline\n": "No",
		"é composed late": "a: b",
		"first\n  second": "a\n  EOT  \nb\n",
		"first \nsecond": "a\nEOT\nb",
		"for": "for",
		"it's \"quoted\" and \\back\\slashed\\n": "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>",
		"key͏": "!",
		"key\ufeff": "%",
		"ke\u00ady": "`",
		"k️": "\"",
		"long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
		"many\n\n\n": "yes",
		"my key": "b",
		"my-key": "a",
		"n": "\nfirst",
		"null": "2001-12-14t21:59:43.10-05:00",
		"off": "two\nlines",
		"tab\there": "'; touch pwned; '",
		"true": ".5",
		"two\nlines": "off",
		"two\nlines\n": "ON",
		"y": "  first\nsecond",
		"yes": "many\n\n\n",
		"{\nJSON\ntouch pwned\n": "a\n\tb",
		"|": "\u2028 \u2029",
		"~": "\ufeff",
		"\u00a0\u200b\ufeff": "&x",
		"́": "- a",
		"͏": "$",
		"ключ": "d",
		"שלום עולם": "@x",
		"\u0600key": " ",
		"مرحبا": "a #b",
		"\u180ekey": "'",
		"\u200dkey": "\\",
		"\u2028 \u2029": "|",
		"\u202eright to left\u202c": "*x",
		"日本語\nの文\n": "-",
		"\ufeff": "~",
		"\ufeffkey": "#",
		"�": "<<",
		"😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "a:",
		"\udbff\udffd\ue000": "=",
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
