namespace Rota.App.Exporting;

/// <summary>All attempts as a joblog of GNU parallel, numbered as they come.</summary>
internal static class JoblogExport
{
    public static void Write(ExportSource source, Stream output)
    {
        using var writer = new ByteLines(output);
        writer.Write(JoblogRow.Heading);
        var sequence = 0;
        foreach (var attempt in source.Attempts)
        {
            writer.Write(JoblogRow.Of(++sequence, source.NodeOf(attempt), attempt, source.ShellTextOf(attempt)));
        }
    }
}
