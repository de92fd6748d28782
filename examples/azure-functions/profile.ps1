# Runs once for each runspace that serves requests; a connection belongs to its runspace.
# The app settings hold VOCAFUSE_API_KEY, VOCAFUSE_API_SECRET and VOCAFUSE_WEBHOOK_SECRET, best as references to Key Vault.
$option = @{}
if ($env:VOCAFUSE_BASE_URI) { $option.BaseUri = $env:VOCAFUSE_BASE_URI }
Connect-VFAccount @option -SkipValidation
