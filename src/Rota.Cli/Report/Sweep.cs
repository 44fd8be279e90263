using System.Globalization;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>A parameter of a sweep that has several values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values: numbers in their order, else as they are met.</param>
internal sealed record SweptParameter(string Name, string[] Values);

/// <summary>A task of a sweep.</summary>
/// <param name="Label">How people know it.</param>
/// <param name="At">Position of its value among those of each parameter.</param>
/// <param name="Value">Its result.</param>
internal sealed record SweepPoint(string Label, int[] At, double Value);

/// <summary>The tasks of an entry with one number of their results, against the parameters that vary.</summary>
internal sealed class Sweep
{
    private Sweep(string entry, string result, SweptParameter[] parameters, SweepPoint[] points)
    {
        (Entry, Result, Parameters, Points) = (entry, result, parameters, points);
        (Low, High) = (points.Min(point => point.Value), points.Max(point => point.Value));
    }

    /// <summary>The entry.</summary>
    public string Entry { get; }

    /// <summary>Name of the number.</summary>
    public string Result { get; }

    /// <summary>The parameters that vary, that which moves the number most first.</summary>
    public SweptParameter[] Parameters { get; }

    /// <summary>Its tasks that reported the number.</summary>
    public SweepPoint[] Points { get; }

    /// <summary>The least of all numbers.</summary>
    public double Low { get; }

    /// <summary>The greatest.</summary>
    public double High { get; }

    /// <summary>
    /// Those of a job: of each entry with a parameter that varies, and two tasks that have the number.
    /// </summary>
    public static IEnumerable<Sweep> Of(ReportData data) =>
        from entry in data.Reported.GroupBy(attempt => attempt.Group, StringComparer.Ordinal)
        let tasks = entry
            .GroupBy(attempt => attempt.Index)
            .Select(task => task.MaxBy(attempt => attempt.Number)!)
            .ToArray()
        let result = data.Result ?? tasks.SelectMany(task => task.Numbers.Keys).FirstOrDefault()
        where result is not null
        let told = tasks.Where(task => task.Numbers.ContainsKey(result)).OrderBy(task => task.Index).ToArray()
        let parameters = Varying(told, result)
        where told.Length > 1 && parameters.Length > 0
        select new Sweep(entry.Key, result, parameters, [.. told.Select(task => Point(task, parameters, result))]);

    /// <summary>How high a number is, from 0 for the least to 1 for the greatest.</summary>
    public double Share(double value) => High > Low ? (value - Low) / (High - Low) : 0.5;

    /// <summary>A result as people read it.</summary>
    public static string Write(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static SweptParameter[] Varying(ReportAttempt[] tasks, string result) =>
        [
            .. tasks
                .SelectMany(task => task.Params)
                .GroupBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new SweptParameter(one.Key, Ordered(one.Select(pair => pair.Value))))
                .Where(parameter => parameter.Values.Length > 1)
                .OrderByDescending(parameter => Spread(tasks, parameter.Name, result)),
        ];

    /// <summary>How far apart the means of the number are for the values of a parameter.</summary>
    private static double Spread(ReportAttempt[] tasks, string parameter, string result)
    {
        double[] means =
        [
            .. tasks
                .GroupBy(task => task.Params.GetValueOrDefault(parameter), StringComparer.Ordinal)
                .Select(one => one.Average(task => task.Numbers[result])),
        ];
        return means.Max() - means.Min();
    }

    private static string[] Ordered(IEnumerable<string> values)
    {
        string[] distinct = [.. values.Distinct(StringComparer.Ordinal)];
        return Array.TrueForAll(distinct, value => Number(value) is not null)
            ? [.. distinct.OrderBy(value => Number(value))]
            : distinct;
    }

    private static SweepPoint Point(ReportAttempt task, SweptParameter[] parameters, string result) =>
        new(
            task.Label,
            [
                .. parameters.Select(parameter =>
                    Array.IndexOf(parameter.Values, task.Params.GetValueOrDefault(parameter.Name))
                ),
            ],
            task.Numbers[result]
        );

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
