using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>directory</c>: where the relative paths of a job start from.</summary>
internal static class JobPlace
{
    /// <summary>Has what is read from here on start from there, unless somebody has said otherwise.</summary>
    public static void Read(Session session, Node? node, NameScope scope)
    {
        if (
            node is not null
            && TemplateCheck.Path(session, node, "directory", scope) is { } path
            && session.Context.FileDirectory is { } place
        )
        {
            session.Context = session.Context with { Directory = Path.GetFullPath(Path.Combine(place, path)) };
        }
    }
}
