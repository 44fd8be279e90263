namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>The formats that other programs read.</summary>
public sealed class ExportTests
{
    [Fact]
    public void Attempts_are_exported_in_each_format()
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", JobFiles.Mixed);
        shell.After("run", "-j", "1", "job.yaml");
        foreach (var format in (string[])["json", "csv", "joblog", "trace"])
        {
            shell.Does("export", "1", "--format", format);
        }

        shell.Matches();
    }
}
