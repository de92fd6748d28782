# The errors of failed responses, which every command that sends a request writes in the same way.
BeforeDiscovery {
    $failures = @(
        @{ Case = 'status 400'; Fault = @{ kind = 'status'; status = 400 }; Id = 'InvalidRequest'; Category = 'InvalidArgument' }
        @{ Case = 'status 401'; Fault = @{ kind = 'status'; status = 401 }; Id = 'AuthenticationFailed'; Category = 'AuthenticationError' }
        @{ Case = 'status 403'; Fault = @{ kind = 'status'; status = 403 }; Id = 'PermissionDenied'; Category = 'PermissionDenied' }
        @{ Case = 'status 409'; Fault = @{ kind = 'status'; status = 409 }; Id = 'ResourceExists'; Category = 'ResourceExists' }
        @{
            Case = 'status 503'
            Fault = @{ kind = 'status'; status = 503; count = -1 }
            Id = 'ServiceFailed'
            Category = 'ResourceUnavailable'
        }
        @{ Case = 'HTML'; Fault = @{ kind = 'html'; status = 200 }; Id = 'UnreadableResponse'; Category = 'InvalidData' }
    )
    $commands = @(
        @{ Command = 'Get-VFAccount'; Path = '/account'; NotFound = 'ResourceNotFound' }
        @{ Command = 'Get-VFApiKey key_1'; Path = '/account/api-keys*'; NotFound = 'ApiKeyNotFound' }
        @{ Command = 'Get-VFWebhook wh_1'; Path = '/webhooks*'; NotFound = 'WebhookNotFound' }
    )
    foreach ($command in $commands) {
        $command.Failures = $failures + @{
            Case = 'status 404'
            Fault = @{ kind = 'status'; status = 404 }
            Id = $command.NotFound
            Category = 'ObjectNotFound'
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox --notes 2
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe '<Command>' -ForEach $commands {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'causes the error <Id> for <Case>' -ForEach $Failures {
        Add-Fault $sandbox (@{ path = $Path } + $Fault)
        $failure = try { & ([scriptblock]::Create("$Command -ErrorAction Stop")) } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
    }
}
