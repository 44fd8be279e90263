namespace Rota.Core.Jobs.Templates;

/// <summary>Takes paths apart as GNU parallel does.</summary>
internal static class PathParts
{
    /// <summary>One part of a value.</summary>
    public static string Of(string value, PathPart part) =>
        part switch
        {
            PathPart.WithoutExtension => WithoutExtension(value),
            PathPart.Name => NameOf(value),
            PathPart.Directory => DirectoryOf(value),
            PathPart.NameWithoutExtension => WithoutExtension(NameOf(value)),
            _ => value,
        };

    private static string WithoutExtension(string value)
    {
        var dot = value.LastIndexOf('.');
        return dot > value.LastIndexOf('/') ? value[..dot] : value;
    }

    private static string NameOf(string value) => value[(value.LastIndexOf('/') + 1)..];

    private static string DirectoryOf(string value) =>
        value.LastIndexOf('/') switch
        {
            -1 => ".",
            0 => "/",
            var slash => value[..slash],
        };
}
