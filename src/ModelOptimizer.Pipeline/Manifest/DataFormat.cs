namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How a data set is laid out.</summary>
public enum DataFormat
{
    /// <summary>PASCAL VOC: <c>ImageSets/Main/SPLIT.txt</c>, <c>Annotations/ID.xml</c>, <c>JPEGImages/ID.jpg</c> or <c>.png</c>.</summary>
    Voc,

    /// <summary>Folders that are labels: <c>SPLIT/CLASS/*.jpg</c> or <c>.png</c>.</summary>
    Folder,
}
