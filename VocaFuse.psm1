if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "VocaFuse needs PowerShell 7.4 or later and this is $($PSVersionTable.PSVersion): install it from https://aka.ms/powershell and start pwsh."
}

# The loader is the only assembly of this module in the default load context; all else lives in a context of its own.
$loader = 'VocaFuse.Loader.ModuleContext' -as [type]
if (-not $loader) {
    $loader = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'VocaFuse.Loader.dll')).GetType('VocaFuse.Loader.ModuleContext', $true)
}

$context = $loader::For($PSScriptRoot)
if ($context.ModuleBase -ne $PSScriptRoot) {
    Write-Warning "This process already runs VocaFuse from '$($context.ModuleBase)' and keeps that code; start a new PowerShell to use the copy in '$PSScriptRoot'."
}

$imported = foreach ($assembly in $context.LoadModuleAssemblies()) {
    Import-Module -Assembly $assembly -PassThru
}

# Without this, Import-Module -Force would leave no commands: the nested modules count as imported already.
$ExecutionContext.SessionState.Module.OnRemove = { $imported | Remove-Module -Force }.GetNewClosure()
