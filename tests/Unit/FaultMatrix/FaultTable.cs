using System.Text;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Formats the matrix as tables, one for each kind of endpoint.</summary>
internal static class FaultTable
{
    public static string Format(FaultMatrixFixture matrix)
    {
        var text = new StringBuilder();
        foreach (var (kind, title) in new[] { (EndpointKind.Read, "Reading"), (EndpointKind.Change, "Changing and deleting"),
            (EndpointKind.Create, "Creating") })
        {
            var endpoints = Endpoints.All.Where(endpoint => endpoint.Kind == kind).ToList();
            if (endpoints.Count > 0)
            {
                Append(text, title, endpoints, matrix);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, string title, List<Endpoint> endpoints, FaultMatrixFixture matrix)
    {
        text.Append("### ").Append(title).Append("\n\n| fault |");
        endpoints.ForEach(endpoint => text.Append(" `").Append(endpoint.Name).Append("` |"));
        text.Append("\n|---|").Insert(text.Length, "---|", endpoints.Count).Append('\n');
        foreach (var condition in FaultCondition.For(endpoints[0].Kind))
        {
            text.Append("| ").Append(condition.Name).Append(" |");
            endpoints.ForEach(endpoint => text.Append(' ').Append(matrix[endpoint.Name, condition.Name].Text).Append(" |"));
            text.Append('\n');
        }

        text.Append('\n');
    }
}
