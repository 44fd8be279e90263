using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Rota.Core.Bytes;

namespace Rota.Linux.Calls;

/// <summary>
/// Hands paths to the system as the bytes they are: .NET's own way would change those that are no UTF-8.
/// </summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(Argument))]
internal static unsafe class ByteTextMarshaller
{
    /// <summary>One argument of a call.</summary>
    public ref struct Argument
    {
        private byte* memory;
        private byte* owned;

        /// <summary>Bytes of the stack that a short one takes.</summary>
        public static int BufferSize => 256;

        /// <summary>Takes the text.</summary>
        public void FromManaged(string text, Span<byte> buffer)
        {
            var length = ByteText.ByteCount(text);
            if (length >= buffer.Length)
            {
                owned = (byte*)NativeMemory.Alloc((nuint)length + 1);
                buffer = new Span<byte>(owned, length + 1);
            }

            ByteText.Write(text, buffer);
            buffer[length] = 0;
            memory = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
        }

        /// <summary>The text as C sees it.</summary>
        public readonly byte* ToUnmanaged() => memory;

        /// <summary>Gives its memory back.</summary>
        public readonly void Free() => NativeMemory.Free(owned);
    }
}
