using System.Text;
using Rota.App.Access;
using Rota.Store.Local;

namespace Rota.Web.Access;

/// <summary>
/// The token of a state: who can read its file may do all that the state's user may. It is made once, and stays as long
/// as the file.
/// </summary>
public sealed class ApiToken
{
    private const string FileName = "api.token";
    private readonly byte[] text;

    private ApiToken(string text) => this.text = Encoding.ASCII.GetBytes(text);

    /// <summary>Where the token of a state is.</summary>
    public static string PathIn(StateDirectory state) => Path.Combine(state.Path, FileName);

    /// <summary>The token of a state, made where there is none.</summary>
    public static ApiToken Of(StateDirectory state)
    {
        var path = PathIn(state);
        if (!File.Exists(path))
        {
            Write(path);
        }

        return new ApiToken(File.ReadAllText(path).Trim());
    }

    /// <summary>Whether it is this one, compared in the same time whatever is wrong with it.</summary>
    public bool Is(string candidate)
    {
        var given = Encoding.UTF8.GetBytes(candidate);
        var difference = given.Length ^ text.Length;
        for (var at = 0; at < text.Length; at++)
        {
            difference |= text[at] ^ (at < given.Length ? given[at] : 0);
        }

        return difference == 0 && text.Length > TokenText.Prefix.Length;
    }

    /// <summary>Never seen half written: a daemon that starts beside this one takes the same.</summary>
    private static void Write(string path)
    {
        var partial = $"{path}.{Environment.ProcessId}";
        using (
            var file = new FileStream(
                partial,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            )
        )
        {
            file.Write(Encoding.ASCII.GetBytes(TokenText.New() + "\n"));
        }

        File.Move(partial, path, overwrite: false);
    }
}
