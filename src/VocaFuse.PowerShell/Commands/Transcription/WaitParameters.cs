using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The parameters of cmdlets that can wait for voice notes.</summary>
internal static class WaitParameters
{
    /// <summary>Returns true if a command waits: with -Wait, or with a parameter of the wait, unless -Wait is false.</summary>
    public static bool AreGiven(InvocationInfo invocation, SwitchParameter wait) =>
        wait || (!invocation.BoundParameters.ContainsKey("Wait")
            && (invocation.BoundParameters.ContainsKey("TimeoutSec") || invocation.BoundParameters.ContainsKey("PollIntervalSec")));
}
