# A rule for Datadog Cloud Security, for resources of the type
# aws_cognito_user_pool: it flags the pools that stray from the reviewed settings.
#
# Made by Poolsmith. To make it again: poolsmith export -f datadog -i DRAFT
#
# Some of the pool is beyond the rule:
#
#   CreateUserPool.SmsConfiguration.EumsSms.CallerArn
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.SmsConfiguration.EumsSms.ExternalId
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.SmsConfiguration.EumsSms.OriginationIdentity
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.SmsConfiguration.EumsSms.Region
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.AcrConfiguration.Level1.AcrValue
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.AcrConfiguration.Level2.AcrValue
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.DcrConfiguration
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.DcrConfiguration.EnableStatus
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.DcrConfiguration.OpenDcrEnabled
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.DcrConfiguration.AuthenticatedGrantTypes
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
	"name": "newer",
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
