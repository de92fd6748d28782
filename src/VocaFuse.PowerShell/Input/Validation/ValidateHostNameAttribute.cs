using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts host names and IP addresses without a port.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateHostNameAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (element is not string text || Uri.CheckHostName(text) == UriHostNameType.Unknown)
        {
            throw new ValidationMetadataException(
                $"'{ConnectionStore.ForCurrentRunspace().Redact($"{element}")}' is not a host name. "
                + "Specify a name such as hooks.example.com or an IP address, without a port.");
        }
    }
}
