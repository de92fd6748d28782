using System.Reflection;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>
/// Runs every endpoint with every fault: each call succeeds with the expected objects, or fails with the expected kind of error
/// after complete results, and nothing is applied twice.
/// </summary>
public sealed class FaultMatrixTests(FaultMatrixFixture matrix) : IClassFixture<FaultMatrixFixture>
{
    public static TheoryData<string, string, ApiNames> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, ApiNames>();
            foreach (var endpoint in Endpoints.All)
            {
                foreach (var condition in FaultCondition.For(endpoint.Kind))
                {
                    foreach (var names in FaultMatrixRun.Families)
                    {
                        cells.Add(endpoint.Name, condition.Name, names);
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_call_ends_as_documented(string endpoint, string condition, ApiNames names)
    {
        Assert.Null(matrix[endpoint, condition, names].FailedAssertion);
        // The page shows the table once: the family of names makes no difference.
        Assert.Equal(matrix[endpoint, condition].Text, matrix[endpoint, condition, names].Text);
    }

    [Fact]
    public void The_reliability_page_shows_the_outcomes() => ReliabilityPage.Check("fault matrix", FaultTable.Format(matrix));

    [Fact]
    public void The_matrix_contains_every_call_of_the_client()
    {
        var calls = typeof(VocaFuseClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            .Where(name => name.EndsWith("Async", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(calls.Order(), Endpoints.All.Select(endpoint => endpoint.Method).Distinct().Order());
    }
}
