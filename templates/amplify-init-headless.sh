#!/bin/sh
# Makes an environment of your own in an Amplify Gen 1 project, without a question.
#   sh amplify-init-headless.sh ENVIRONMENT PROFILE
# ENVIRONMENT: 2 to 10 lower-case letters, such as ana. PROFILE: the one that ends in -gen1, which `onboard local` has made.
# https://docs.amplify.aws/gen1/react/tools/cli/usage/headless/
set -eu

environment=${1:?Say the name of the environment: 2 to 10 lower-case letters}
profile=${2:?Say the name of the profile}

case $environment in
  *[!a-z]* | ? | ???????????*) echo "An environment has 2 to 10 lower-case letters, not: $environment" >&2; exit 3 ;;
esac
case $profile in
  *[!A-Za-z0-9_-]*) echo "A profile has letters, digits, _ and - only, not: $profile" >&2; exit 3 ;;
esac

aws sts get-caller-identity --profile "$profile" >/dev/null || {
  echo "The profile $profile does not work: run onboard local, then this again." >&2
  exit 5
}

exec amplify init \
  --amplify "{\"envName\":\"$environment\"}" \
  --providers "{\"awscloudformation\":{\"configLevel\":\"project\",\"useProfile\":true,\"profileName\":\"$profile\"}}" \
  --yes
