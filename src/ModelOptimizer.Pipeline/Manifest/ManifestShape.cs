using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How option records map to JSON: the one place that binder, schema and normal form ask.</summary>
internal static class ManifestShape
{
    /// <summary>The properties of an option record, base class first, in declaration order.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type record) =>
        (record.BaseType == typeof(object) ? [] : Properties(record.BaseType!))
        .Concat(record.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite));

    /// <summary>The property's name in the manifest.</summary>
    public static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>Whether the manifest must give it.</summary>
    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>The range of its value, or null.</summary>
    public static RangeAttribute? Range(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>();

    /// <summary>The value's type without its nullability.</summary>
    public static Type ValueType(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>Whether a type is an option record, an object in the manifest.</summary>
    public static bool IsRecord(Type type) => type.IsClass && type != typeof(string);

    /// <summary>The option record that a list type lists, or null where it is no list of records.</summary>
    public static Type? RecordOfList(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsRecord(type.GenericTypeArguments[0]) ? type.GenericTypeArguments[0] : null;

    /// <summary>The values of an enumeration, in declaration order.</summary>
    public static IEnumerable<FieldInfo> Values(Type enumeration) => enumeration.GetFields(BindingFlags.Public | BindingFlags.Static);

    /// <summary>The name of a value of an enumeration as the manifest writes it.</summary>
    public static string Name(FieldInfo value) =>
        value.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(value.Name);

    /// <summary>The same of the value itself.</summary>
    public static string Name(Enum value) => Name(value.GetType().GetField(value.ToString())!);
}
