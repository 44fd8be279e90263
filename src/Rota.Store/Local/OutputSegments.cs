namespace Rota.Store.Local;

/// <summary>The packed output of a job: numbered files in its directory.</summary>
public static class OutputSegments
{
    /// <summary>In place of a segment's number: there was output, and it is not kept any more.</summary>
    public const int Lost = -1;

    /// <summary>The packed file of a job with this number.</summary>
    public static string PathOf(string jobDirectory, int number) =>
        Path.Combine(jobDirectory, $"output-{number:0000}.log");

    /// <summary>When the attempts of a job wrote what is packed, beside it.</summary>
    public static string TimesOf(string jobDirectory) => Path.Combine(jobDirectory, "output.times");
}
