#!/usr/bin/env Rscript
#
# Creates an Amazon Cognito user pool and prints its id.
#
# Needs paws, which takes the region and the credentials from AWS_REGION,
# AWS_PROFILE and the files in ~/.aws.
#
# Made by Poolsmith. To make it again: poolsmith export -f paws -i DRAFT
#
# paws does not send everything that this script says:
#
#   CreateUserPool.UserPoolTags
#   (paws does not escape the names of tags)
#
# To set it afterwards:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
#   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

cognito <- paws::cognitoidentityprovider()

created <- cognito$create_user_pool(
  PoolName = paste0(
    "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\n",
    "JSON\n"
  ),
  EmailConfiguration = list(
    From = "no",
    ReplyToEmailAddress = "@x",
    ConfigurationSet = "007"
  ),
  SmsConfiguration = list(
    SnsCallerArn = "arn:aws:iam::123456789012:role/${aws:username}",
    ExternalId = "1e3"
  ),
  VerificationMessageTemplate = list(
    EmailSubject = "%{ for x in y }\t\u2028",
    EmailMessage = paste0(
      "<p>Hello ${name},</p>\n",
      "\n",
      "  <b>{####}</b> costs 5% {\n",
      "$(touch pwned) %{y}\n"
    ),
    EmailSubjectByLink = "\u001b]0;title\u0007",
    EmailMessageByLink = paste0(
      "first\n",
      "  {##here##} \"quoted\" \\n\n",
      "last"
    ),
    SmsMessage = paste0(
      "{####}\n",
      "JSON\n",
      "EOT\n",
      "'\"`!"
    )
  ),
  EmailVerificationMessage = paste0(
    "\u001b[2J another {####}\n",
    "# } resource {"
  ),
  AdminCreateUserConfig = list(
    InviteMessageTemplate = list(
      EmailSubject = "e\u0301",
      EmailMessage = paste0(
        "a\r\n",
        "b"
      )
    )
  ),
  IssuerConfiguration = list(
    Type = paste0(
      "UPDATED\n",
      "}\n",
      "resource \"x\" \"y\" {\u202e"
    )
  ),
  UserPoolTags = structure(
    list(
      paste0(
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long "
      ),
      ">",
      "'\"'\"'; touch pwned #",
      paste0(
        "a\n",
        " \n",
        "b"
      ),
      "n",
      "\u0600key",
      "y",
      "key\u034f",
      "k\ufe0f",
      paste0(
        "a\r\n",
        "b\r"
      ),
      "\ufeffkey",
      "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
      "\u034f",
      paste0(
        "# comment\n",
        "# another\n"
      ),
      "c",
      paste0(
        "---\n",
        "a\n",
        "...\n"
      ),
      "key\ufeff",
      "\u00a0\u200b\ufeff",
      "\u180ekey",
      paste0(
        "\ta\n",
        "b"
      ),
      "tab\there",
      "\u202eright to left\u202c",
      "007",
      paste0(
        "\u65e5\u672c\u8a9e\n",
        "\u306e\u6587\n"
      ),
      "\u0301",
      "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
      "1:30",
      "1e3",
      "true",
      "190:20:30.15",
      "+1",
      "0o17",
      "0b1",
      "1_000",
      "False",
      ".nan",
      "-.inf",
      "0x1F",
      "-0",
      "NULL",
      "null",
      "\ufffd",
      "it's \"quoted\" and \\back\\slashed\\n",
      "\U0010fffd\ue000",
      "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
      paste0(
        "a\n",
        "\u0301b"
      ),
      "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
      "1.",
      "2001-12-14",
      paste0(
        "blank\n",
        "\n",
        "line\n"
      ),
      paste0(
        "two\n",
        "lines\n"
      ),
      "\u200dkey",
      "ke\u00ady",
      paste0(
        "{\n",
        "JSON\n",
        "touch pwned\n"
      ),
      paste0(
        "\n",
        "JSON\n"
      ),
      paste0(
        "first\n",
        "  second"
      ),
      paste0(
        "first \n",
        "second"
      ),
      "? a",
      "\"; touch pwned; \"",
      "\u0645\u0631\u062d\u0628\u0627",
      "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
      "e\u0301 composed late",
      "No",
      "a: b",
      paste0(
        "a\n",
        "  EOT  \n",
        "b\n"
      ),
      paste0(
        "a\n",
        "EOT\n",
        "b"
      ),
      "for",
      paste0(
        "<p>Hello,</p>\n",
        "<p>{####} ${x} %{y}</p>"
      ),
      "!",
      "%",
      "`",
      "\"",
      "",
      "yes",
      "b",
      "a",
      paste0(
        "\n",
        "first"
      ),
      "2001-12-14t21:59:43.10-05:00",
      paste0(
        "two\n",
        "lines"
      ),
      "'; touch pwned; '",
      ".5",
      "off",
      "ON",
      paste0(
        "  first\n",
        "second"
      ),
      paste0(
        "many\n",
        "\n",
        "\n"
      ),
      paste0(
        "a\n",
        "\tb"
      ),
      "\u2028 \u2029",
      "\ufeff",
      "&x",
      "- a",
      "$",
      "d",
      "@x",
      " ",
      "a #b",
      "'",
      "\\",
      "|",
      "*x",
      "-",
      "~",
      "#",
      "<<",
      "a:",
      "="
    ),
    names = c(
      "",
      "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
      paste0(
        "\ta\n",
        "b"
      ),
      paste0(
        "\n",
        "JSON\n"
      ),
      paste0(
        "\n",
        "first"
      ),
      " ",
      paste0(
        "  first\n",
        "second"
      ),
      "!",
      "\"",
      "\"; touch pwned; \"",
      "#",
      paste0(
        "# comment\n",
        "# another\n"
      ),
      "$",
      "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
      "${key}",
      "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
      "%",
      "&x",
      "'",
      "'\"'\"'; touch pwned #",
      "'; touch pwned; '",
      "*x",
      "+1",
      "-",
      "- a",
      paste0(
        "---\n",
        "a\n",
        "...\n"
      ),
      "-.inf",
      "-0",
      ".5",
      ".nan",
      "007",
      "0b1",
      "0o17",
      "0x1F",
      "1.",
      "190:20:30.15",
      "1:30",
      "1_000",
      "1e3",
      "2001-12-14",
      "2001-12-14t21:59:43.10-05:00",
      "<<",
      paste0(
        "<p>Hello,</p>\n",
        "<p>{####} ${x} %{y}</p>"
      ),
      "=",
      ">",
      "? a",
      "@x",
      "False",
      "NULL",
      "No",
      "ON",
      "\\",
      "`",
      paste0(
        "a\n",
        "\tb"
      ),
      paste0(
        "a\n",
        " \n",
        "b"
      ),
      paste0(
        "a\n",
        "  EOT  \n",
        "b\n"
      ),
      paste0(
        "a\n",
        "EOT\n",
        "b"
      ),
      paste0(
        "a\n",
        "\u0301b"
      ),
      paste0(
        "a\r\n",
        "b\r"
      ),
      "a #b",
      "a:",
      "a: b",
      paste0(
        "blank\n",
        "\n",
        "line\n"
      ),
      "e\u0301 composed late",
      paste0(
        "first\n",
        "  second"
      ),
      paste0(
        "first \n",
        "second"
      ),
      "for",
      "it's \"quoted\" and \\back\\slashed\\n",
      "key\u034f",
      "key\ufeff",
      "ke\u00ady",
      "k\ufe0f",
      paste0(
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long "
      ),
      paste0(
        "many\n",
        "\n",
        "\n"
      ),
      "my key",
      "my-key",
      "n",
      "null",
      "off",
      "tab\there",
      "true",
      paste0(
        "two\n",
        "lines"
      ),
      paste0(
        "two\n",
        "lines\n"
      ),
      "y",
      "yes",
      paste0(
        "{\n",
        "JSON\n",
        "touch pwned\n"
      ),
      "|",
      "~",
      "\u00a0\u200b\ufeff",
      "\u0301",
      "\u034f",
      "\u043a\u043b\u044e\u0447",
      "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
      "\u0600key",
      "\u0645\u0631\u062d\u0628\u0627",
      "\u180ekey",
      "\u200dkey",
      "\u2028 \u2029",
      "\u202eright to left\u202c",
      paste0(
        "\u65e5\u672c\u8a9e\n",
        "\u306e\u6587\n"
      ),
      "\ufeff",
      "\ufeffkey",
      "\ufffd",
      "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
      "\U0010fffd\ue000"
    )
  )
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
