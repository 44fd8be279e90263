namespace Rota.App.Installing;

/// <summary>The service that is meant, and how it is to serve.</summary>
public sealed record InstallRequest
{
    /// <summary>Its name, without <c>.service</c>. Default: <c>rota</c>.</summary>
    public string Name { get; init; } = "rota";

    /// <summary>Whether it is one of the machine, which root sets up; else one of the user who asks.</summary>
    public bool IsOfSystem { get; init; }

    /// <summary>Whose a service of the machine is: its state and its tasks are theirs. Default: root.</summary>
    public string? RunAs { get; init; }

    /// <summary>Where the files of the machine begin, for an image that is put together. Default: <c>/</c>.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The directory in which users keep what they set; null where nobody said.</summary>
    public string? UserConfiguration { get; init; }

    /// <summary>Options of <c>rota up</c>, as they are written.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether a file that says something else gives way.</summary>
    public bool Replaces { get; init; }

    /// <summary>Where the unit of such a service lies.</summary>
    public string File => Path.Combine(Folder, $"{Name}.service");

    private string Folder =>
        IsOfSystem ? Path.Combine(Root, "etc/systemd/system") : Path.Combine(UserConfiguration ?? "", "systemd/user");
}
