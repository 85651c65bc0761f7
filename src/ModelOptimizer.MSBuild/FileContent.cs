namespace ModelOptimizer.MSBuild;

/// <summary>What files hold.</summary>
internal static class FileContent
{
    /// <summary>Whether both files exist and hold the same bytes.</summary>
    public static bool AreEqual(string first, string second)
    {
        if (!File.Exists(first) || !File.Exists(second) || new FileInfo(first).Length != new FileInfo(second).Length)
        {
            return false;
        }

        using var left = File.OpenRead(first);
        using var right = File.OpenRead(second);
        var (leftBytes, rightBytes) = (new byte[1 << 16], new byte[1 << 16]);
        while (true)
        {
            var count = Fill(left, leftBytes);
            if (count != Fill(right, rightBytes))
            {
                return false;
            }

            for (var index = 0; index < count; index++)
            {
                if (leftBytes[index] != rightBytes[index])
                {
                    return false;
                }
            }

            if (count < leftBytes.Length)
            {
                return true;
            }
        }
    }

    private static int Fill(FileStream stream, byte[] buffer)
    {
        var filled = 0;
        while (stream.Read(buffer, filled, buffer.Length - filled) is var count and > 0)
        {
            filled += count;
        }

        return filled;
    }
}
