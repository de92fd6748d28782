# The loader is the only assembly of this module in the default load context; it loads the others into their own context.
try {
    $null = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/VocaFuse.Loader.dll")
}
catch [System.IO.FileLoadException] {
    Write-Debug 'The loader of another version is in this process already. It says below which copy of the module runs.'
}

$imported = Import-Module -Assembly ([VocaFuse.Loader.ModuleContext]::LoadModule($PSScriptRoot)) -PassThru
if ($former = [VocaFuse.Loader.ModuleContext]::FormerCopy($PSScriptRoot)) {
    Write-Warning "This process already runs VocaFuse from '$former' and keeps that code; start a new PowerShell to use the copy in '$PSScriptRoot'."
}

# Without this, Import-Module -Force would leave no commands: the nested modules count as imported already.
$ExecutionContext.SessionState.Module.OnRemove = { $imported | Remove-Module -Force }
