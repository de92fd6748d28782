namespace VocaFuse;
