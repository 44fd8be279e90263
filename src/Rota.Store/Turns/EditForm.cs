using System.Globalization;
using Rota.Store.Specs;

namespace Rota.Store.Turns;

/// <summary>A request to edit entries as the inbox keeps it: their positions, and a job as it is stored.</summary>
internal static class EditForm
{
    public static string Write(Request.Edit edit) =>
        $"{string.Join(',', edit.Entries)} {Convert.ToBase64String(JobSpecCodec.Encode(edit.Edited))}";

    public static Request.Edit Read(string text)
    {
        var parts = text.Split(' ');
        return new Request.Edit(
            [.. parts[0].Split(',').Select(entry => int.Parse(entry, CultureInfo.InvariantCulture))],
            JobSpecCodec.Decode(Convert.FromBase64String(parts[1]))
        );
    }
}
