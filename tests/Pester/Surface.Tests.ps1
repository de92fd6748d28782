# Compares the syntax of every cmdlet with cmdlets.txt, so that changes are visible in review. The unit tests do the same for
# the types (tests/Unit/Shape/ApprovedSurfaceTests.cs).
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')

    # Every line contains the name of its cmdlet, so that a difference is readable without context.
    function Get-Surface {
        param([System.Management.Automation.CmdletInfo] $Cmdlet)

        foreach ($set in $Cmdlet.ParameterSets | Sort-Object Name -Culture '') {
            $default = $set.IsDefault ? ', the default' : ''
            $name = $set.Name -eq '__AllParameterSets' ? '' : "  # set $($set.Name)$default"
            "$Cmdlet $set$name"
        }

        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        foreach ($parameter in $Cmdlet.Parameters.Values | Where-Object Name -NotIn $common | Sort-Object Name -Culture '') {
            $bindings = $parameter.Attributes.Where{ $_ -is [Parameter] }
            $details = @(
                if ($parameter.Aliases) { "alias $($parameter.Aliases -join ', ')" }
                if ($bindings.ValueFromPipeline -contains $true) { 'from the pipeline' }
                if ($bindings.ValueFromPipelineByPropertyName -contains $true) { 'from the pipeline by property name' }
            )
            if ($details) { "$Cmdlet -$($parameter.Name): $($details -join '; ')" }
        }

        "$Cmdlet returns $($Cmdlet.OutputType.Name -join ', ')"
    }
}

Describe 'The approved surface' {
    It 'matches the syntax of every cmdlet' {
        $surface = Get-Command -Module VocaFuse | Sort-Object Name -Culture '' | ForEach-Object { Get-Surface $_ }
        $file = Join-Path $PSScriptRoot cmdlets.txt
        if ($env:VOCAFUSE_APPROVE) { Set-Content $file $surface }

        $difference = Compare-Object @(Get-Content $file) @($surface) -CaseSensitive |
            ForEach-Object { ($_.SideIndicator -eq '=>' ? '+ ' : '- ') + $_.InputObject }
        $difference -join "`n" | Should -BeNullOrEmpty -Because './build.ps1 -Task Approve accepts a change'
    }
}
