# Compares the syntax of every cmdlet with Approved/cmdlets.txt, so that a change of it shows in review. The unit tests do
# the same for the types (tests/Unit/Shape/ApprovedSurfaceTests.cs).
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')

    # Every line names its cmdlet, so that a difference can be read without the lines around it.
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
            $facts = @(
                if ($parameter.Aliases) { "alias $($parameter.Aliases -join ', ')" }
                if ($bindings.ValueFromPipeline -contains $true) { 'from the pipeline' }
                if ($bindings.ValueFromPipelineByPropertyName -contains $true) { 'from the pipeline by property name' }
            )
            if ($facts) { "$Cmdlet -$($parameter.Name): $($facts -join '; ')" }
        }

        "$Cmdlet returns $($Cmdlet.OutputType.Name -join ', ')"
    }
}

Describe 'The approved surface' {
    It 'has every cmdlet''s syntax' {
        $surface = Get-Command -Module VocaFuse | Sort-Object Name -Culture '' | ForEach-Object { Get-Surface $_ }
        $file = Join-Path $PSScriptRoot Approved/cmdlets.txt
        if ($env:VOCAFUSE_APPROVE) { Set-Content $file $surface }

        $difference = Compare-Object @(Get-Content $file) @($surface) -CaseSensitive | ForEach-Object { ($_.SideIndicator -eq '=>' ? '+ ' : '- ') + $_.InputObject }
        $difference -join "`n" | Should -BeNullOrEmpty -Because 'a change has to be accepted with ./build.ps1 -Task Approve'
    }
}
