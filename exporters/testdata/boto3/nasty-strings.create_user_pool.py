#!/usr/bin/env python3
"""Creates an Amazon Cognito user pool and prints its id.

Needs boto3, which takes the region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.

Made by Poolsmith. To make it again: poolsmith export -f boto3 -i DRAFT
"""

import boto3

cognito = boto3.client("cognito-idp")

created = cognito.create_user_pool(
    PoolName=(
        "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\n"
        "JSON\n"
    ),
    EmailConfiguration={
        "From": "no",
        "ReplyToEmailAddress": "@x",
        "ConfigurationSet": "007",
    },
    SmsConfiguration={
        "SnsCallerArn": "arn:aws:iam::123456789012:role/${aws:username}",
        "ExternalId": "1e3",
    },
    VerificationMessageTemplate={
        "EmailSubject": "%{ for x in y }\t\u2028",
        "EmailMessage": (
            "<p>Hello ${name},</p>\n"
            "\n"
            "  <b>{####}</b> costs 5% {\n"
            "$(touch pwned) %{y}\n"
        ),
        "EmailSubjectByLink": "\u001b]0;title\u0007",
        "EmailMessageByLink": (
            "first\n"
            "  {##here##} \"quoted\" \\n\n"
            "last"
        ),
        "SmsMessage": (
            "{####}\n"
            "JSON\n"
            "EOT\n"
            "'\"`!"
        ),
    },
    EmailVerificationMessage=(
        "\u001b[2J another {####}\n"
        "# } resource {"
    ),
    AdminCreateUserConfig={
        "InviteMessageTemplate": {
            "EmailSubject": "é",
            "EmailMessage": (
                "a\r\n"
                "b"
            ),
        },
    },
    IssuerConfiguration={
        "Type": (
            "UPDATED\n"
            "}\n"
            "resource \"x\" \"y\" {\u202e"
        ),
    },
    UserPoolTags={
        "": (
            "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long "
            "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long "
        ),
        "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": ">",
        "\ta\nb": "'\"'\"'; touch pwned #",
        "\nJSON\n": (
            "a\n"
            " \n"
            "b"
        ),
        "\nfirst": "n",
        " ": "\u0600key",
        "  first\nsecond": "y",
        "!": "key͏",
        "\"": "k️",
        "\"; touch pwned; \"": (
            "a\r\n"
            "b\r"
        ),
        "#": "\ufeffkey",
        "# comment\n# another\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
        "$": "͏",
        "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": (
            "# comment\n"
            "# another\n"
        ),
        "${key}": "c",
        "${x} %{ if y } $${x} %%{y} $$${z} $ { %%": (
            "---\n"
            "a\n"
            "...\n"
        ),
        "%": "key\ufeff",
        "&x": "\u00a0\u200b\ufeff",
        "'": "\u180ekey",
        "'\"'\"'; touch pwned #": (
            "\ta\n"
            "b"
        ),
        "'; touch pwned; '": "tab\there",
        "*x": "\u202eright to left\u202c",
        "+1": "007",
        "-": (
            "日本語\n"
            "の文\n"
        ),
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
        "=": "\U0010fffd\ue000",
        ">": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
        "? a": (
            "a\n"
            "́b"
        ),
        "@x": "שלום עולם",
        "False": "1.",
        "NULL": "2001-12-14",
        "No": (
            "blank\n"
            "\n"
            "line\n"
        ),
        "ON": (
            "two\n"
            "lines\n"
        ),
        "\\": "\u200dkey",
        "`": "ke\u00ady",
        "a\n\tb": (
            "{\n"
            "JSON\n"
            "touch pwned\n"
        ),
        "a\n \nb": (
            "\n"
            "JSON\n"
        ),
        "a\n  EOT  \nb\n": (
            "first\n"
            "  second"
        ),
        "a\nEOT\nb": (
            "first \n"
            "second"
        ),
        "a\ńb": "? a",
        "a\r\nb\r": "\"; touch pwned; \"",
        "a #b": "مرحبا",
        "a:": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
        "a: b": "é composed late",
        "blank\n\nline\n": "No",
        "é composed late": "a: b",
        "first\n  second": (
            "a\n"
            "  EOT  \n"
            "b\n"
        ),
        "first \nsecond": (
            "a\n"
            "EOT\n"
            "b"
        ),
        "for": "for",
        "it's \"quoted\" and \\back\\slashed\\n": (
            "<p>Hello,</p>\n"
            "<p>{####} ${x} %{y}</p>"
        ),
        "key͏": "!",
        "key\ufeff": "%",
        "ke\u00ady": "`",
        "k️": "\"",
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
        "many\n\n\n": "yes",
        "my key": "b",
        "my-key": "a",
        "n": (
            "\n"
            "first"
        ),
        "null": "2001-12-14t21:59:43.10-05:00",
        "off": (
            "two\n"
            "lines"
        ),
        "tab\there": "'; touch pwned; '",
        "true": ".5",
        "two\nlines": "off",
        "two\nlines\n": "ON",
        "y": (
            "  first\n"
            "second"
        ),
        "yes": (
            "many\n"
            "\n"
            "\n"
        ),
        "{\nJSON\ntouch pwned\n": (
            "a\n"
            "\tb"
        ),
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
        "\U0010fffd\ue000": "=",
    },
)
pool_id = created["UserPool"]["Id"]

print(pool_id)
