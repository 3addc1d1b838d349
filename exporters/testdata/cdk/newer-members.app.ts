// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT
//
// To deploy the stack: npx cdk deploy --app "npx tsx app.ts"

import * as cdk from "aws-cdk-lib";
import { NewerStack } from "./user-pool-stack";

const app = new cdk.App();
new NewerStack(app, "NewerStack");
