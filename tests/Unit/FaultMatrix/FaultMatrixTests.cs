using System.Reflection;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>
/// Every endpoint in every weather: it ends well, with exactly the right objects, or in an error of the right kind, with
/// what came before given whole and nothing done twice.
/// </summary>
public sealed class FaultMatrixTests(FaultMatrixFixture matrix) : IClassFixture<FaultMatrixFixture>
{
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var endpoint in Endpoints.All)
            {
                foreach (var condition in FaultCondition.For(endpoint.Kind))
                {
                    cells.Add(endpoint.Name, condition.Name);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void It_ends_as_promised(string endpoint, string condition) => Assert.Null(matrix[endpoint, condition].Complaint);

    [Fact]
    public void The_page_on_reliability_shows_what_happened() => ReliabilityPage.Check("fault matrix", FaultTable.Of(matrix));

    [Fact]
    public void Every_call_of_the_client_is_in_the_matrix()
    {
        var calls = typeof(VocaFuseClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            .Where(name => name.EndsWith("Async", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(calls.Order(), Endpoints.All.Select(endpoint => endpoint.Method).Distinct().Order());
    }
}
