# Runs once for each runspace that serves requests; a connection belongs to its runspace.
# The app settings contain VOCAFUSE_API_KEY, VOCAFUSE_API_SECRET and VOCAFUSE_WEBHOOK_SECRET, preferably as Key Vault references.
$option = @{}
if ($env:VOCAFUSE_BASE_URI) { $option.BaseUri = $env:VOCAFUSE_BASE_URI }
Connect-VFAccount @option -SkipValidation
