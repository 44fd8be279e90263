using Rota.App.Finding;

namespace Rota.Web.Routing;

/// <summary>How lists are asked for.</summary>
internal static class PageParameters
{
    /// <summary>Rows of a page of which nothing was said.</summary>
    public const int SizeUsual = 100;

    private const int SizeMax = 1_000;

    /// <summary>The parameters of a list.</summary>
    public static readonly IReadOnlyList<Parameter> All =
    [
        new("filter", "which of them, as the command line's --where has it: state:failed dur:>10m sort:-started"),
        new("page_size", $"1 to {SizeMax}; {SizeUsual} where it is not given"),
        new("page_token", "the next of the page before, with the same filter"),
    ];

    /// <summary>How many rows are asked for.</summary>
    public static int Size(Call call) => call.Number("page_size", 1, SizeMax) ?? SizeUsual;

    /// <summary>The page that is asked for.</summary>
    public static PageRequest Of(Call call) =>
        new()
        {
            Filter = call.Query("filter") ?? "",
            Limit = Size(call),
            After = call.Query("page_token"),
        };
}
