using System.Text;

namespace ModelOptimizer.Tests.Hostile.Onnx;

/// <summary>Damage to a protocol buffer that leaves its structure whole: it reaches what lies behind the parser.</summary>
internal static class WireMutations
{
    private static readonly float[] Reals = [0, -0f, 1, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 1e30f, 0.5f];

    /// <summary>One to six mutations.</summary>
    /// <param name="random">Chooses them.</param>
    /// <param name="tree">The input.</param>
    /// <param name="other">Another valid input, whose parts are spliced in.</param>
    /// <param name="words">Texts that mean something to the reader.</param>
    public static byte[] Mutate(Random random, List<WireField> tree, List<WireField> other, string[] words)
    {
        tree = tree.ConvertAll(field => field.Clone());
        for (var times = random.Next(1, 7); times > 0; times--)
        {
            Once(random, tree, other, words);
        }

        return WireField.Serialize(tree);
    }

    private static void Once(Random random, List<WireField> tree, List<WireField> other, string[] words)
    {
        var (list, at) = Pick(random, tree);
        if (list.Count == 0)
        {
            list.AddRange(other.ConvertAll(field => field.Clone()));
            return;
        }

        var field = list[at];
        switch (random.Next(10))
        {
            case 0:
                list.RemoveAt(at);
                break;
            case 1:
                for (var copies = random.Next(50) == 0 ? 500 : random.Next(1, 3); copies > 0; copies--)
                {
                    list.Insert(random.Next(list.Count + 1), field.Clone());
                }

                break;
            case 2:
                var second = random.Next(list.Count);
                (list[at], list[second]) = (list[second], list[at]);
                break;
            case 3:
                list[at] = Same(random, field, other);
                break;
            case 4:
                list[at] = Same(random, field, tree).Clone();
                break;
            case 5 when random.Next(8) == 0:
                field.Number = random.Next(1, 30);
                break;
            case 6 when field.Message is not null && random.Next(20) == 0:
                Nest(random, field);
                break;
            default:
                Change(random, field, words);
                break;
        }
    }

    private static (List<WireField> List, int Index) Pick(Random random, List<WireField> tree)
    {
        var list = tree;
        while (true)
        {
            if (list.Count == 0)
            {
                return (list, 0);
            }

            // Large lists (nodes, initializers) come first of all fields; going down more often than not reaches what they hold.
            var at = random.Next(list.Count);
            if (list[at].Message is not { Count: > 0 } message || random.Next(8) == 0)
            {
                return (list, at);
            }

            list = message;
        }
    }

    /// <summary>A field with the same number from another place, or the field itself.</summary>
    private static WireField Same(Random random, WireField field, List<WireField> tree)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var (list, at) = Pick(random, tree);
            if (list.Count > 0 && list[at].Number == field.Number && list[at].Type == field.Type)
            {
                return list[at].Clone();
            }
        }

        return field;
    }

    private static void Nest(Random random, WireField field)
    {
        for (var depth = random.Next(10, 400); depth > 0; depth--)
        {
            field.Message = [new() { Number = field.Number, Type = 2, Message = field.Message }];
        }
    }

    private static void Change(Random random, WireField field, string[] words)
    {
        if (field.Type == 0)
        {
            field.Value = random.Next(3) == 0 ? (ulong)random.Next(24) : (ulong)ByteMutations.Numbers[random.Next(ByteMutations.Numbers.Length)];
        }
        else if (field.Type == 5)
        {
            field.Bytes = BitConverter.GetBytes(Reals[random.Next(Reals.Length)]);
        }
        else if (field.Type == 2 && field.Message is null)
        {
            field.Bytes = random.Next(12) switch
            {
                0 => [],
                1 => ByteMutations.Noise(random, random.Next(1, 64)),
                2 => [0xC3, 0x28, 0xFF, 0xFE],
                3 when random.Next(20) == 0 => [.. Enumerable.Repeat((byte)'a', 100_000)],
                4 or 5 => Numbers(random),
                6 => BitConverter.GetBytes(Reals[random.Next(Reals.Length)]),
                7 when field.Bytes.Length > 0 => ByteMutations.Mutate(random, field.Bytes, field.Bytes),
                _ => Encoding.UTF8.GetBytes(words[random.Next(words.Length)]),
            };
        }
    }

    /// <summary>What may stand in for the content of a tensor of whole numbers.</summary>
    private static byte[] Numbers(Random random)
    {
        var bytes = new List<byte>();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            bytes.AddRange(BitConverter.GetBytes(random.Next(2) == 0 ? random.Next(-3, 9) : ByteMutations.Numbers[random.Next(ByteMutations.Numbers.Length)]));
        }

        return [.. bytes];
    }
}
